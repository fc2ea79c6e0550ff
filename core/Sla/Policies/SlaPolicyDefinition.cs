using Dispatch.Conditions;

namespace Dispatch.Sla;

/// <summary>A policy as a manager writes it: which tickets it is for and what they are promised.</summary>
/// <param name="Id">Slug, unique among policies.</param>
/// <param name="Name">Name in both languages.</param>
/// <param name="Order">Policies are asked in ascending order, then by id; the first that matches wins.</param>
/// <param name="Targets">The promises.</param>
public sealed record SlaPolicyDefinition(string Id, LocalText Name, int Order, IReadOnlyList<SlaTarget> Targets)
{
    /// <summary>Which tickets it is for; null means all.</summary>
    public Condition? Condition { get; init; }

    /// <summary>Id of the calendar whose working time counts; may be missing when every target counts elapsed time.</summary>
    public string? Calendar { get; init; }
}
