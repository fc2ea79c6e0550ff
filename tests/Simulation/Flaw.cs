using Dispatch.Silo.Consistency;

namespace Dispatch.Tests.Simulation;

/// <summary>An invariant that does not hold.</summary>
/// <param name="Invariant">Its name.</param>
/// <param name="Says">Where and how.</param>
internal sealed record Flaw(string Invariant, string Says)
{
    /// <summary>What a check found.</summary>
    public static Flaw Of(Finding finding) => new(
        finding.Check, $"{finding.Entity} {finding.Fault.Code} {string.Join(' ', finding.Fault.Arguments.Select(argument => $"{argument.Name}={argument.Value}"))}");

    /// <inheritdoc />
    public override string ToString() => $"{Invariant}: {Says}";
}
