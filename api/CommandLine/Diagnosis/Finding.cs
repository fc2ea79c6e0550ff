namespace Dispatch.Api.CommandLine.Diagnosis;

/// <summary>How bad a finding is.</summary>
public enum Gravity
{
    /// <summary>Worth knowing; nothing is wrong yet.</summary>
    Hint,

    /// <summary>Something is wrong.</summary>
    Fault,
}

/// <summary>Something that a check found.</summary>
/// <param name="Remedy">What to do about it.</param>
public sealed record Finding(Gravity Gravity, LocalText What, LocalText Remedy)
{
    /// <summary>Something is wrong.</summary>
    public static Finding Fault(string zh, string en, string remedyZh, string remedyEn) => new(Gravity.Fault, new(zh, en), new(remedyZh, remedyEn));

    /// <summary>Something is worth knowing.</summary>
    public static Finding Hint(string zh, string en, string remedyZh, string remedyEn) => new(Gravity.Hint, new(zh, en), new(remedyZh, remedyEn));
}

/// <summary>One thing to look at.</summary>
/// <param name="Name">What is looked at.</param>
/// <param name="Look">Gives what was found; nothing when all is well.</param>
public sealed record Check(LocalText Name, Func<Patient, CancellationToken, Task<IReadOnlyList<Finding>>> Look)
{
    /// <summary>What is looked at besides the journal and what hangs on it.</summary>
    public static IReadOnlyList<Check> All { get; } =
        [SchemaCheck.Check, MoveCheck.Check, SearchCheck.Check, OutboxCheck.Check, ClockCheck.Check, ClusterCheck.Check, DiskCheck.Check];
}
