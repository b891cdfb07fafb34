// What Swift cannot import of MPI: macros that are casts or addresses become functions.
#pragma once
#include <mpi.h>

static inline MPI_Comm covey_mpi_comm_world(void) { return MPI_COMM_WORLD; }
