namespace Dispatch.Silo.Consistency;

/// <summary>A place where the database contradicts its journal or itself.</summary>
/// <param name="Check">Which check found it, such as <c>snapshots</c>.</param>
/// <param name="Entity">Grain key of the entity at fault.</param>
/// <param name="Says">What is wrong, for an operator.</param>
/// <param name="Passing">
/// Whether a message under way explains it: a running service puts it right within seconds, so it is wrong only where it stays.
/// </param>
public sealed record Finding(string Check, string Entity, string Says, bool Passing)
{
    /// <inheritdoc />
    public override string ToString() => $"{Check}: {Entity} {Says}{(Passing ? " (passing)" : "")}";
}
