extension RecordFormat {
    /// Every reader that there is. Nothing else tells them apart.
    static let all: [RecordFormat] = [
        RecordFormat(suffixes: ["csv"], nameForPeople: "*.csv", isTable: true) { file, request throws(ReaderError) in
            try TableRecords(path: file.path, prefix: request.isAlone ? "" : "\(file.name)-", options: request.options)
        },
        RecordFormat(suffixes: ["cif", "mcif"], nameForPeople: "*.cif") { file, request throws(ReaderError) in
            try TextRecords(try CIFBlocks(path: file.path), name: file.name, options: request.options)
        },
        RecordFormat(
            suffixes: ["vasp", "poscar", "contcar"], beginnings: ["POSCAR", "CONTCAR"], nameForPeople: "POSCAR*, CONTCAR*, *.vasp"
        ) { file, request throws(ReaderError) in
            try TextRecords(try Poscar(path: file.path), name: file.name, options: request.options)
        },
        RecordFormat(suffixes: ["xyz", "extxyz"], nameForPeople: "*.xyz, *.extxyz") { file, request throws(ReaderError) in
            try TextRecords(try XYZFrames(path: file.path), name: file.name, options: request.options)
        },
        RecordFormat(suffixes: ["json", "jsonl", "ndjson"], nameForPeople: "*.json, *.jsonl") { file, request throws(ReaderError) in
            try JSONRecords(path: file.path, name: file.name, options: request.options)
        },
    ]
}
