using Dispatch.Conditions;

namespace Dispatch.Sla;

/// <summary>Whose wall clock a policy's calendar follows.</summary>
public enum ZoneOf
{
    /// <summary>The calendar's own.</summary>
    Policy,

    /// <summary>The customer's, as the ticket came in with it.</summary>
    Customer,

    /// <summary>That of the place the ticket is about, as the ticket came in with it.</summary>
    Site,

    /// <summary>That of the ticket's team.</summary>
    Team,
}

/// <summary>A policy as a manager writes it: which tickets it is for and what they are promised.</summary>
/// <param name="Id">Slug, unique among policies.</param>
/// <param name="Name">Name in both languages.</param>
/// <param name="Order">Policies are asked in ascending order, then by id; the first that matches wins.</param>
/// <param name="Targets">The promises.</param>
public sealed record SlaPolicyDefinition(string Id, LocalText Name, int Order, IReadOnlyList<SlaTarget> Targets)
{
    /// <summary>Which tickets it is for; null means all.</summary>
    public Condition? Condition { get; init; }

    /// <summary>Id of the calendar whose working time counts; may be missing when every target counts elapsed time or names its own.</summary>
    public string? Calendar { get; init; }

    /// <summary>Ids of calendars in which time must be working time as well, such as the customer's hours.</summary>
    public IReadOnlyList<string> AlsoWithin { get; init; } = [];

    /// <summary>Whose wall clock the calendars follow; where that zone is not known it is the calendar's own.</summary>
    public ZoneOf Zone { get; init; }
}
