// Preloaded into a program (LD_PRELOAD), makes the calls that change files fail, as a full disk or a broken one would.
//
//   COVEY_FAIL_UNDER=DIR        which calls count: those on files under this directory (an absolute path without links)
//   COVEY_FAIL_AT=N             the N-th of them fails, counted from 1
//   COVEY_FAIL_FROM=N           the N-th and every later one fails
//   COVEY_FAIL_WITH=ENOSPC      the reason: ENOSPC, EIO or EROFS
//   COVEY_FAIL_LOCKS_WITH=ENOLCK  every flock fails, wherever: ENOLCK, ENOSYS or EOPNOTSUPP, as a file system without locks has it
//   COVEY_FAIL_COUNT_FILE=FILE  where each process that made such calls adds a line with their number at its end
//
// Counted are write, pwrite, ftruncate, fsync, fdatasync, rename, renameat, and open and openat where they may create a file.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int calls;

static int number(const char *name) {
    const char *text = getenv(name);
    return text ? atoi(text) : 0;
}

static int reason(void) {
    const char *name = getenv("COVEY_FAIL_WITH");
    if (name && !strcmp(name, "EIO")) return EIO;
    if (name && !strcmp(name, "EROFS")) return EROFS;
    return ENOSPC;
}

// Whether a path lies under the directory.
static int counts(const char *path) {
    const char *directory = getenv("COVEY_FAIL_UNDER");
    if (!directory || !path) return 0;
    size_t length = strlen(directory);
    return !strncmp(path, directory, length) && (path[length] == '/' || path[length] == 0);
}

// Counts a call and says whether it is to fail; errno is then the reason.
static int fails(void) {
    int call = atomic_fetch_add(&calls, 1) + 1;
    int at = number("COVEY_FAIL_AT"), from = number("COVEY_FAIL_FROM");
    if (call != at && (from == 0 || call < from)) return 0;
    errno = reason();
    return 1;
}

static int fails_on_file(int file) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return counts(path) && fails();
}

static int fails_on_path(int directory, const char *name) {
    char link[64], path[2 * PATH_MAX];
    if (name[0] == '/') return counts(name) && fails();
    if (directory == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    snprintf(path + length, sizeof path - (size_t)length, "/%s", name);
    return counts(path) && fails();
}

#define NEXT(name, type) ((type)dlsym(RTLD_NEXT, name))

ssize_t write(int file, const void *bytes, size_t count) {
    if (fails_on_file(file)) return -1;
    return NEXT("write", ssize_t (*)(int, const void *, size_t))(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    if (fails_on_file(file)) return -1;
    return NEXT("pwrite", ssize_t (*)(int, const void *, size_t, off_t))(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    if (fails_on_file(file)) return -1;
    return NEXT("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t))(file, bytes, count, offset);
}

int ftruncate(int file, off_t length) {
    if (fails_on_file(file)) return -1;
    return NEXT("ftruncate", int (*)(int, off_t))(file, length);
}

int ftruncate64(int file, off64_t length) {
    if (fails_on_file(file)) return -1;
    return NEXT("ftruncate64", int (*)(int, off64_t))(file, length);
}

int fsync(int file) {
    if (fails_on_file(file)) return -1;
    return NEXT("fsync", int (*)(int))(file);
}

int fdatasync(int file) {
    if (fails_on_file(file)) return -1;
    return NEXT("fdatasync", int (*)(int))(file);
}

int rename(const char *from, const char *to) {
    if (fails_on_path(AT_FDCWD, to)) return -1;
    return NEXT("rename", int (*)(const char *, const char *))(from, to);
}

int renameat(int from_directory, const char *from, int to_directory, const char *to) {
    if (fails_on_path(to_directory, to)) return -1;
    return NEXT("renameat", int (*)(int, const char *, int, const char *))(from_directory, from, to_directory, to);
}

int flock(int file, int operation) {
    const char *name = getenv("COVEY_FAIL_LOCKS_WITH");
    if (name) {
        errno = !strcmp(name, "ENOSYS") ? ENOSYS : !strcmp(name, "EOPNOTSUPP") ? EOPNOTSUPP : ENOLCK;
        return -1;
    }
    return NEXT("flock", int (*)(int, int))(file, operation);
}

// The mode is only there where a file may be created.
#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    if ((flags & O_CREAT) && fails_on_path(AT_FDCWD, path)) return -1;
    return NEXT("open", int (*)(const char *, int, ...))(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    if ((flags & O_CREAT) && fails_on_path(AT_FDCWD, path)) return -1;
    return NEXT("open64", int (*)(const char *, int, ...))(path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...) {
    MODE(flags)
    if ((flags & O_CREAT) && fails_on_path(directory, path)) return -1;
    return NEXT("openat", int (*)(int, const char *, int, ...))(directory, path, flags, mode);
}

int openat64(int directory, const char *path, int flags, ...) {
    MODE(flags)
    if ((flags & O_CREAT) && fails_on_path(directory, path)) return -1;
    return NEXT("openat64", int (*)(int, const char *, int, ...))(directory, path, flags, mode);
}

__attribute__((destructor)) static void note(void) {
    const char *path = getenv("COVEY_FAIL_COUNT_FILE");
    if (!path || !calls) return;
    FILE *file = fopen(path, "a");
    if (!file) return;
    fprintf(file, "%d\n", calls);
    fclose(file);
}
