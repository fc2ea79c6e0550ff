namespace Dispatch.Silo.Cluster;

/// <summary>How bad a finding is.</summary>
public enum FindingLevel
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Something may go wrong.</summary>
    Warn,

    /// <summary>Something is wrong.</summary>
    Alert,
}

/// <summary>Something to know about a cluster.</summary>
/// <param name="Remedy">What to do about it.</param>
public sealed record ClusterFinding(FindingLevel Level, LocalText What, LocalText Remedy)
{
    /// <summary>A finding from its sentences.</summary>
    public static ClusterFinding Of(FindingLevel level, string zh, string en, string remedyZh, string remedyEn) => new(level, new(zh, en), new(remedyZh, remedyEn));
}
