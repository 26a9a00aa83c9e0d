# SPDX-License-Identifier: EUPL-1.2
"""What tools/probes and tools/nightly-benchmark share: counting, comparing, bisecting, reporting."""
