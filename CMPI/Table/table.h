// What Covey asks of an MPI library, as a table of functions. Handles, types and even the codes of errors differ between Open MPI and the family
// of MPICH, so that a program built with one cannot run with the other; this table is the same for all. A face, a small library compiled from
// face.c against one library's mpi.h, fills it, and the program loads the one that its launcher belongs to.
#pragma once
#include <stdint.h>

// A communicator, whatever the library takes for one: a pointer or a number.
typedef intptr_t covey_mpi_communicator;

typedef enum { covey_mpi_byte, covey_mpi_int64, covey_mpi_float, covey_mpi_double } covey_mpi_type;
typedef enum { covey_mpi_sum, covey_mpi_largest, covey_mpi_smallest } covey_mpi_reduction;

// Raised with every change below: a face of another number is not used.
#define COVEY_MPI_TABLE 1

// Every function with a result returns 0, or the library's code of an error.
struct covey_mpi {
    int table;

    // For ranks whose main thread alone calls.
    int (*initialise)(void);
    // Does nothing the second time.
    void (*finalise)(void);
    void (*abort)(int status);
    covey_mpi_communicator (*world)(void);

    int (*return_errors)(covey_mpi_communicator);
    int (*rank)(covey_mpi_communicator, int *rank);
    int (*size)(covey_mpi_communicator, int *size);
    int (*split)(covey_mpi_communicator, int colour, int key, covey_mpi_communicator *part);
    void (*release)(covey_mpi_communicator);

    int (*barrier)(covey_mpi_communicator);
    int (*all_reduce)(void *values, int count, covey_mpi_type, covey_mpi_reduction, covey_mpi_communicator);
    int (*broadcast)(void *values, int count, covey_mpi_type, int root, covey_mpi_communicator);
    int (*send)(const void *values, int count, covey_mpi_type, int destination, int tag, covey_mpi_communicator);
    int (*receive)(void *values, int count, covey_mpi_type, int source, int tag, covey_mpi_communicator);
    // A message from anyone; `source` is set where `has_arrived` is not 0.
    int (*probe)(int tag, covey_mpi_communicator, int *has_arrived, int *source);

    // Texts are cut at `room` bytes, the last of which is 0. The version may be asked for before anything is initialised.
    void (*version)(char *text, int room);
    void (*reason)(int code, char *text, int room);
};

// The name under which a face exports its table.
#define COVEY_MPI_SYMBOL "covey_mpi_face"
