using Dispatch.Configuration;
using Dispatch.Fields;

namespace Dispatch.Sla;

/// <summary>Policies and calendars as one configuration holds them: the current ones for new tickets, exact versions for running clocks.</summary>
/// <remarks>Make one per configuration snapshot; sorting is done once.</remarks>
public sealed class SlaBook
{
    private readonly ConfigurationSnapshot configuration;
    private readonly IReadOnlyList<Versioned<SlaPolicy>> policies;

    /// <summary>The book of a configuration.</summary>
    public SlaBook(ConfigurationSnapshot configuration)
    {
        this.configuration = configuration;
        policies = [.. configuration.AllCurrent(SlaPolicyKind.Instance).OrderBy(policy => policy.Value.Definition.Order)
            .ThenBy(policy => policy.Ref.Id, StringComparer.Ordinal)];
    }

    /// <summary>The first current policy that is for a ticket with these fields, or null.</summary>
    public Versioned<SlaPolicy>? Choose(IFieldSource ticket)
    {
        foreach (var policy in policies)
            if (policy.Value.Matches(ticket))
                return policy;
        return null;
    }

    /// <summary>An exact version of a policy.</summary>
    /// <exception cref="InvalidOperationException">This process does not know that version.</exception>
    public SlaPolicy Policy(DocumentRef version) =>
        configuration.Exact(SlaPolicyKind.Instance, version.Id, version.Version)?.Value ?? throw Unknown(version);

    /// <summary>The current version of the calendar that a policy names; null when it names none.</summary>
    public DocumentRef? CalendarOf(SlaPolicy policy) => policy.Definition.Calendar is { } id
        ? configuration.Current(CalendarKind.Instance, id)?.Ref ?? throw new InvalidOperationException($"No calendar {id} is published.")
        : null;

    /// <summary>An exact version of a calendar; without one all time counts.</summary>
    /// <exception cref="InvalidOperationException">This process does not know that version.</exception>
    public WorkingCalendar Calendar(DocumentRef? version) => version is null
        ? WorkingCalendar.AroundTheClock
        : configuration.Exact(CalendarKind.Instance, version.Id, version.Version)?.Value ?? throw Unknown(version);

    private static InvalidOperationException Unknown(DocumentRef version) => new($"This process does not know {version}.");
}
