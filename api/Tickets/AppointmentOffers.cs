using Dispatch.Api.Schedule;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Finds windows in which a ticket's visit could begin, from the plan as this process sees it at the moment.</summary>
public sealed class AppointmentOffers(WorldPicture world, Supplies supplies, TimeProvider time)
{
    /// <summary>Windows that somebody could keep, in order; none where nobody knows the place, or the parts are nowhere.</summary>
    /// <param name="first">First date on the site's wall clock; null means today.</param>
    public async Task<IReadOnlyList<Appointment>> Of(Ticket ticket, WorkOrder order, DateOnly? first, int days, CancellationToken cancellationToken)
    {
        var (now, clock) = (time.Now(), ClockOf(ticket));
        if (Job.Of(ticket, order, now) is not { } job || supplies.Of(job, order, org: null).Short is not null)
            return [];
        var windows = Appointments.WindowsOf(first ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, clock).DateTime), days, clock).ToList();
        var plans = new List<EngineerPlan>();
        foreach (var engineer in Crew(job.Zone))
            plans.Add(await Days.PlanOf(engineer, windows[0].From, windows[^1].Until, world, cancellationToken));
        return Appointments.Of(job, windows, plans, now, MatchOptions.Default);
    }

    /// <summary>The wall clock of the site; UTC where nobody knows it.</summary>
    public TimeZoneInfo ClockOf(Ticket ticket) => TimeZoneInfo.FindSystemTimeZoneById(ZoneOf(ticket) ?? "UTC");

    /// <summary>IANA time zone of the site: as the ticket says, else that of who would come; null where nobody would.</summary>
    public string? ZoneOf(Ticket ticket) =>
        ticket.Facts?.SiteTimeZone ?? (ticket.Facts?.Zone is { } zone ? Crew(zone).FirstOrDefault()?.Profile!.Shift.TimeZone : null);

    private IEnumerable<Engineer> Crew(string zone) => world.Engineers.Values
        .Where(engineer => engineer.Profile is { } profile && profile.Zones.Contains(zone, StringComparer.Ordinal))
        .OrderBy(engineer => engineer.Profile!.Id, StringComparer.Ordinal);
}
