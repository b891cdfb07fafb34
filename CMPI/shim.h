// What Swift cannot import of MPI: macros that are casts or addresses become functions.
#pragma once
#include <mpi.h>

static inline MPI_Comm covey_mpi_world(void) { return MPI_COMM_WORLD; }
static inline MPI_Comm covey_mpi_no_communicator(void) { return MPI_COMM_NULL; }
static inline MPI_Errhandler covey_mpi_errors_return(void) { return MPI_ERRORS_RETURN; }
static inline MPI_Datatype covey_mpi_byte(void) { return MPI_BYTE; }
static inline MPI_Datatype covey_mpi_float(void) { return MPI_FLOAT; }
static inline MPI_Datatype covey_mpi_double(void) { return MPI_DOUBLE; }
static inline MPI_Datatype covey_mpi_int64(void) { return MPI_INT64_T; }
static inline MPI_Op covey_mpi_sum(void) { return MPI_SUM; }
static inline MPI_Op covey_mpi_max(void) { return MPI_MAX; }
static inline MPI_Op covey_mpi_min(void) { return MPI_MIN; }
static inline void *covey_mpi_in_place(void) { return MPI_IN_PLACE; }
static inline MPI_Status *covey_mpi_ignore_status(void) { return MPI_STATUS_IGNORE; }
