// SPDX-License-Identifier: EUPL-1.2
import CGEOS
import Testing
