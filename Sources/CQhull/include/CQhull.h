// Qhull's loops over facets are macros; this small face gives them to Swift as functions.
#pragma once
#include <stdint.h>
