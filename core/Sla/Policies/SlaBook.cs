using System.Collections.Concurrent;
using Dispatch.Configuration;
using Dispatch.Fields;

namespace Dispatch.Sla;

/// <summary>Policies and calendars as one configuration holds them: the current ones for new tickets, exact versions for running clocks.</summary>
/// <remarks>Make one per configuration snapshot; sorting and combining is done once.</remarks>
public sealed class SlaBook
{
    private readonly ConfigurationSnapshot configuration;
    private readonly IReadOnlyList<Versioned<SlaPolicy>> policies;
    private readonly ConcurrentDictionary<CalendarRef, WorkingCalendar> calendars = new();

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

    /// <summary>What counts working time under a policy: the current versions of the calendars that it names; null when it names none.</summary>
    public CalendarRef? CalendarOf(SlaPolicy policy, SlaSituation situation) =>
        policy.Definition.Calendar is { } id ? CalendarOf(policy, id, situation) : null;

    /// <summary>What counts a target's time; null when all time counts.</summary>
    public CalendarRef? CalendarOf(SlaPolicy policy, SlaTarget target, SlaSituation situation) =>
        target.Time is BudgetTime.Working && (target.Calendar ?? policy.Definition.Calendar) is { } id ? CalendarOf(policy, id, situation) : null;

    /// <summary>What exactly that version of calendars and zone counts; without one all time counts.</summary>
    /// <exception cref="InvalidOperationException">This process does not know that version.</exception>
    public WorkingCalendar Calendar(CalendarRef? version) => version switch
    {
        null => WorkingCalendar.AroundTheClock,
        { Calendars: [var only], TimeZone: null } => Exact(only),
        _ => calendars.GetOrAdd(version, Combine),
    };

    /// <summary>The current version of the calendar in which an escalation level counts its offset.</summary>
    /// <exception cref="InvalidOperationException">No such calendar is published.</exception>
    public WorkingCalendar LevelCalendar(string id) =>
        configuration.Current(CalendarKind.Instance, id)?.Value ?? throw new InvalidOperationException($"No calendar {id} is published.");

    private CalendarRef CalendarOf(SlaPolicy policy, string id, SlaSituation situation) =>
        new([.. policy.Definition.AlsoWithin.Prepend(id).Distinct(StringComparer.Ordinal).Select(Current)], situation.TimeZoneOf(policy.Definition.Zone));

    private DocumentRef Current(string id) => configuration.Current(CalendarKind.Instance, id)?.Ref ?? throw new InvalidOperationException($"No calendar {id} is published.");

    private WorkingCalendar Combine(CalendarRef version) =>
        WorkingCalendar.Shared([.. version.Calendars.Select(Exact).Select(calendar => version.TimeZone is { } zone ? calendar.In(zone) : calendar)]);

    private WorkingCalendar Exact(DocumentRef version) =>
        configuration.Exact(CalendarKind.Instance, version.Id, version.Version)?.Value ?? throw Unknown(version);

    private static InvalidOperationException Unknown(DocumentRef version) => new($"This process does not know {version}.");
}
