// SPDX-License-Identifier: EUPL-1.2
// Only the reentrant API: one context per thread.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
