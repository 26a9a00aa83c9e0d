# SPDX-License-Identifier: EUPL-1.2
"""The generator of the demonstration data: sketched geometry around typed facts."""
