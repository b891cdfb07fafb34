import Commands
import Datasets
import Descriptors
import Discovery
import Ensembles
import HDF5
import Materials
import MessagePassing
import Models
import Predictions
import Prospecting
import Reports
import Sandbox
import Training

extension ExitStatus {
    /// The one place where errors of the modules below become statuses.
    init(of error: any Error) {
        switch error {
        case SplitError.row, SplitError.noRows, SplitError.emptyPart: self = .badData
        case SplitError.table(let error): self = ExitStatus(ofInput: error)
        case SplitError.dataset(let error): self = ExitStatus(of: error)
        case let error as ReaderError: self = ExitStatus(ofInput: error)
        case FeaturisingError.columnName: self = .usage
        case FeaturisingError.damagedRows: self = .fault
        case is FeaturisingError: self = .badData
        case DescriptorError.file(let error): self = ExitStatus(ofInput: error)
        case DescriptorError.vectors: self = .badData
        case is DescriptorError, is LearntFeaturesError, FeatureTrialError.none, FeatureTrialError.tooMany: self = .usage
        case is FeatureTrialError: self = .badData
        case DistanceError.unknown, DistanceError.parameter, DistanceError.lacks: self = .usage
        case DistanceError.dataset(let error): self = ExitStatus(of: error)
        case is DistanceError: self = .badData
        case is FeatureSchemaError: self = .badData
        case TrainingError.target, TrainingError.emptySplit: self = .badData
        case SweepError.table(let error): self = ExitStatus(ofInput: error)
        case SweepError.baseline: self = .badData
        case is ModelError, is TrainingError, is SplitError, is SweepError: self = .usage
        case EntryError.table(let error): self = ExitStatus(ofInput: error)
        case EntryError.dataset(let error): self = ExitStatus(of: error)
        case EntryError.unnamedEnergy: self = .usage
        case SubstitutionError.table(let error), OxidationStateError.file(let error): self = ExitStatus(ofInput: error)
        case SubstitutionError.dataset(let error): self = ExitStatus(of: error)
        case is SubstitutionError, is OxidationStateError: self = .badData
        case is HullError: self = .badData
        case is EntryError: self = .badData
        case SandboxError.tooMany: self = .usage
        case TriageError.file(let error): self = ExitStatus(ofFile: error)
        case is TriageError: self = .badData
        case SampleError.tooFew: self = .usage
        case is SampleError, is ProtostructureError: self = .badData
        case is EnumerationError: self = .usage
        case LoopError.table(let error): self = ExitStatus(ofInput: error)
        case LoopError.configuration, LoopError.otherLoop: self = .usage
        case is LoopError: self = .badData
        case AnswerError.noReferences: self = .usage
        case is AnswerError: self = .badData
        case let error as HDF5Error: self = ExitStatus(ofFile: error)
        case DatasetError.file(let error), BundleError.file(let error): self = ExitStatus(ofFile: error)
        case DatasetError.unknown: self = .usage
        case CheckpointError.otherRun, is RunLockError: self = .usage
        case EventFileError.unwritable: self = .inputOutput
        case is EventFileError: self = .usage
        case PredictionTableError.table(let error): self = ExitStatus(ofInput: error)
        case PredictionTableError.unwritable, ReportError.unwritable: self = .inputOutput
        case is CommitteeError: self = .badData
        case is LaunchError: self = .usage
        case is DatasetError, is BundleError, is CheckpointError, is PredictionTableError, is TrainingLogError: self = .badData
        case is ElementVectorsError, is SafetensorsError: self = .badData
        default: self = .fault
        }
    }

    private init(ofInput error: ReaderError) {
        switch error {
        case .missing: self = .missingInput
        case .system: self = .inputOutput
        case .severalInputColumns: self = .usage
        default: self = .badData
        }
    }

    private init(ofFile error: HDF5Error) {
        switch error {
        case .missingFile: self = .missingInput
        case .system: self = .inputOutput
        case .library, .missingObject, .unexpected, .digest: self = .badData
        }
    }
}
