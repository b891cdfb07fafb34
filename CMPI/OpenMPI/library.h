// Nothing for Swift: the package asks pkg-config where this library's own mpi.h lies, for the face in ../OpenMPIFace.
