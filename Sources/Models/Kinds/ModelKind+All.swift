/// The table of kinds. A new kind is one folder beside this one and one line here (Extending.md, "A kind of model").
extension ModelKind {
    public static let all: [ModelKind] = [
        .roost, .wren, .wrenLetters, .cgcnn, .network, .elemnet, .forest, .extraTrees, .boosted, .ridge, .lasso, .kernelRidge, .neighbours,
        .wyckoffTransformer,
    ]
}
