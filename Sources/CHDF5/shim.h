// What Swift cannot import of HDF5: constants behind H5OPEN macros become functions. And of the C library: a function that it declares for GNU sources
// alone.
#pragma once
#include <hdf5.h>
#include <xxhash.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline hid_t covey_h5t_u8(void) { return H5T_STD_U8LE; }
static inline hid_t covey_h5t_u16(void) { return H5T_STD_U16LE; }
static inline hid_t covey_h5t_i32(void) { return H5T_STD_I32LE; }
static inline hid_t covey_h5t_i64(void) { return H5T_STD_I64LE; }
static inline hid_t covey_h5t_u64(void) { return H5T_STD_U64LE; }
static inline hid_t covey_h5t_f32(void) { return H5T_IEEE_F32LE; }
static inline hid_t covey_h5t_f64(void) { return H5T_IEEE_F64LE; }
static inline hid_t covey_h5t_string(void) { return H5T_C_S1; }
static inline hid_t covey_h5p_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t covey_h5p_dataset_create(void) { return H5P_DATASET_CREATE; }
static inline hid_t covey_h5p_group_create(void) { return H5P_GROUP_CREATE; }
static inline hid_t covey_h5p_file_create(void) { return H5P_FILE_CREATE; }
static inline unsigned covey_h5f_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned covey_h5f_truncate(void) { return H5F_ACC_TRUNC; }
static inline haddr_t covey_h5_no_address(void) { return HADDR_UNDEF; }
static inline long covey_syncfs(int file) { return syscall(SYS_syncfs, file); }
