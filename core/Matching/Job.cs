using Dispatch.Planning;

namespace Dispatch.Matching;

/// <summary>A visit that somebody has to make.</summary>
/// <param name="Id">Key, <c>{ticket}/{work order}</c>.</param>
/// <param name="Zone">Zone that holds the place.</param>
/// <param name="Duration">Work on site.</param>
/// <param name="Window">The visit has to begin inside it.</param>
public sealed record Job(string Id, string Zone, Place Place, TimeSpan Duration, Window Window)
{
    /// <summary>Skills at the level needed, all of them.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    /// <summary>Parts that the engineer has to bring.</summary>
    public IReadOnlyList<PartNeed> Parts { get; init; } = [];

    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>Engineers who had it and gave it up.</summary>
    public IReadOnlyList<string> Declined { get; init; } = [];

    /// <summary>The only engineer to be considered; null means anybody.</summary>
    public string? Wanted { get; init; }
}
