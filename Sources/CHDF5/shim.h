// What Swift cannot import of HDF5: constants behind H5OPEN macros become functions.
#pragma once
#include <hdf5.h>
#include <xxhash.h>
