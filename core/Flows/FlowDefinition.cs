namespace Dispatch.Flows;

/// <summary>How a case runs, as data: where it starts and its steps.</summary>
/// <param name="Start">Id of the first step.</param>
/// <param name="Steps">All steps, in the order written.</param>
public sealed record FlowDefinition(string Start, IReadOnlyList<Step> Steps)
{
    /// <summary>Where a reopened ticket takes up; null means at the start.</summary>
    public string? ReopenAt { get; init; }

    /// <summary>The steps that the flow enters from outside.</summary>
    public IEnumerable<Exit> Entries()
    {
        yield return new(Start, ".start");
        if (ReopenAt is not null)
            yield return new(ReopenAt, ".reopenAt");
    }
}
