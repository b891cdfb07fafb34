// Fills the table for the MPI library whose mpi.h is found. For a library that no product of the package is built for, one line makes a face,
// without Swift:  mpicc -O2 -shared -fPIC CMPI/face.c -o libcovey-mine.so  and COVEY_MPI=/…/libcovey-mine.so uses it.
#include "Table/table.h"
#include <mpi.h>
#include <string.h>

_Static_assert(sizeof(MPI_Comm) <= sizeof(covey_mpi_communicator), "a communicator does not fit into an address");

static MPI_Comm own(covey_mpi_communicator communicator) { return (MPI_Comm)communicator; }

static MPI_Datatype type_of(covey_mpi_type type) {
    switch (type) {
    case covey_mpi_byte: return MPI_BYTE;
    case covey_mpi_int64: return MPI_INT64_T;
    case covey_mpi_float: return MPI_FLOAT;
    case covey_mpi_double: return MPI_DOUBLE;
    }
    return MPI_DATATYPE_NULL;
}

static MPI_Op operation_of(covey_mpi_reduction reduction) {
    switch (reduction) {
    case covey_mpi_sum: return MPI_SUM;
    case covey_mpi_largest: return MPI_MAX;
    case covey_mpi_smallest: return MPI_MIN;
    }
    return MPI_OP_NULL;
}

static int initialise(void) {
    int provided;
    return MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
}

static void finalise(void) {
    int finalised = 0;
    MPI_Finalized(&finalised);
    if (!finalised) MPI_Finalize();
}

static void abort_all(int status) { MPI_Abort(MPI_COMM_WORLD, status); }
static covey_mpi_communicator world(void) { return (covey_mpi_communicator)MPI_COMM_WORLD; }
static int return_errors(covey_mpi_communicator c) { return MPI_Comm_set_errhandler(own(c), MPI_ERRORS_RETURN); }
static int rank_in(covey_mpi_communicator c, int *rank) { return MPI_Comm_rank(own(c), rank); }
static int size_of(covey_mpi_communicator c, int *size) { return MPI_Comm_size(own(c), size); }

static int split(covey_mpi_communicator c, int colour, int key, covey_mpi_communicator *part) {
    MPI_Comm made = MPI_COMM_NULL;
    int code = MPI_Comm_split(own(c), colour, key, &made);
    *part = (covey_mpi_communicator)made;
    return code;
}

static void release(covey_mpi_communicator c) {
    MPI_Comm released = own(c);
    MPI_Comm_free(&released);
}

static int barrier(covey_mpi_communicator c) { return MPI_Barrier(own(c)); }

static int all_reduce(void *values, int count, covey_mpi_type type, covey_mpi_reduction reduction, covey_mpi_communicator c) {
    return MPI_Allreduce(MPI_IN_PLACE, values, count, type_of(type), operation_of(reduction), own(c));
}

static int broadcast(void *values, int count, covey_mpi_type type, int root, covey_mpi_communicator c) {
    return MPI_Bcast(values, count, type_of(type), root, own(c));
}

static int send_to(const void *values, int count, covey_mpi_type type, int destination, int tag, covey_mpi_communicator c) {
    return MPI_Send(values, count, type_of(type), destination, tag, own(c));
}

static int receive_from(void *values, int count, covey_mpi_type type, int source, int tag, covey_mpi_communicator c) {
    return MPI_Recv(values, count, type_of(type), source, tag, own(c), MPI_STATUS_IGNORE);
}

static int probe(int tag, covey_mpi_communicator c, int *has_arrived, int *source) {
    MPI_Status status;
    int code = MPI_Iprobe(MPI_ANY_SOURCE, tag, own(c), has_arrived, &status);
    if (code == MPI_SUCCESS && *has_arrived) *source = status.MPI_SOURCE;
    return code;
}

static void copy(const char *found, char *text, int room) {
    strncpy(text, found, room - 1);
    text[room - 1] = 0;
}

static void version(char *text, int room) {
    char found[MPI_MAX_LIBRARY_VERSION_STRING + 1] = "";
    int length;
    if (MPI_Get_library_version(found, &length) != MPI_SUCCESS) found[0] = 0;
    copy(found, text, room);
}

static void reason(int code, char *text, int room) {
    char found[MPI_MAX_ERROR_STRING + 1] = "";
    int length;
    if (MPI_Error_string(code, found, &length) != MPI_SUCCESS) found[0] = 0;
    copy(found, text, room);
}

extern const struct covey_mpi covey_mpi_face;
const struct covey_mpi covey_mpi_face = {
    .table = COVEY_MPI_TABLE,
    .initialise = initialise,
    .finalise = finalise,
    .abort = abort_all,
    .world = world,
    .return_errors = return_errors,
    .rank = rank_in,
    .size = size_of,
    .split = split,
    .release = release,
    .barrier = barrier,
    .all_reduce = all_reduce,
    .broadcast = broadcast,
    .send = send_to,
    .receive = receive_from,
    .probe = probe,
    .version = version,
    .reason = reason,
};
