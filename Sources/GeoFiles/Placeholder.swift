// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import CGEOS
import CPROJ
