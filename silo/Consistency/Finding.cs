namespace Dispatch.Silo.Consistency;

/// <summary>A place where the database contradicts its journal or itself.</summary>
/// <param name="Check">Which check found it, such as <c>snapshots</c>.</param>
/// <param name="Entity">Grain key of the entity at fault.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Passing">
/// Whether a message under way explains it: a running service puts it right within seconds, so it is wrong only where it stays.
/// </param>
public sealed record Finding(string Check, string Entity, FaultFound Fault, bool Passing)
{
    /// <summary>What is wrong, for an operator.</summary>
    public LocalText Says => FindingWords.Of(Fault);

    /// <inheritdoc />
    public override string ToString() => $"{Check}: {Entity} {Says.En}{(Passing ? " (passing)" : "")}";
}
