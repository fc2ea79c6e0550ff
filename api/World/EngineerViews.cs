using Dispatch.Engineers;
using Dispatch.Planning;

namespace Dispatch.Api.World;

/// <summary>Makes views of engineers from profile, day and position.</summary>
public sealed class EngineerViews(WorldPicture world, Positions positions, ITicketNumbers numbers, TimeProvider time)
{
    /// <summary>All engineers within an org.</summary>
    public IEnumerable<Engineer> Within(string org) =>
        world.Engineers.Values.Where(engineer => engineer.Profile is { } profile && Dispatch.Access.OrgPath.Holds(org, profile.Org));

    /// <summary>What an engineer is called; the id where nobody knows him.</summary>
    public LocalText NameOf(string id) => world.Engineers.TryGetValue(id, out var engineer) && engineer.Profile is { } profile ? profile.Name : new(id, id);

    /// <summary>One engineer now.</summary>
    public EngineerView Of(Engineer engineer)
    {
        var (profile, now) = (engineer.Profile!, time.Now());
        var hours = HoursOf(engineer);
        var today = world.TodayOf(engineer);
        // A night shift belongs to the day on which it began.
        var ahead = world.VisitsOn(profile.Id, today.AddDays(-1)).Where(visit => visit.Stop.End > now).Concat(world.VisitsOn(profile.Id, today))
            .Where(visit => visit.State is not VisitState.Done).ToList();
        return new(profile.Id, profile.Name, profile.Org, profile.Skills, profile.Zones, profile.Home, PresenceOf(engineer, hours, now), ahead.Count)
        {
            Position = positions.Find(profile.Id),
            Shift = hours.Where(window => window.Until > now).Select(window => new SpanView(window.From, window.Until)).FirstOrDefault(),
            Next = ahead.Count > 0 ? View(ahead[0]) : null,
        };
    }

    /// <summary>Whether an engineer works at present.</summary>
    public EngineerPresence PresenceOf(Engineer engineer) => PresenceOf(engineer, HoursOf(engineer), time.Now());

    /// <summary>A visit as lists show it.</summary>
    public NextVisitView View(Visit visit)
    {
        var (ticket, workOrder) = JobKey.Split(visit.Job);
        return new(ticket, workOrder, visit.Stop.Start, visit.Stop.End, visit.State) { Number = numbers.Find(ticket) };
    }

    private IReadOnlyList<Window> HoursOf(Engineer engineer) =>
        [.. engineer.TermsOn(world.TodayOf(engineer).AddDays(-1), TravelModel.City).Shift, .. engineer.TermsOn(world.TodayOf(engineer), TravelModel.City).Shift];

    private static EngineerPresence PresenceOf(Engineer engineer, IReadOnlyList<Window> hours, DateTimeOffset now)
    {
        if (engineer.Absence is { } absence && absence.From <= now && !(absence.Until <= now))
            return EngineerPresence.Absent;
        return hours.Any(window => window.From <= now && now < window.Until) ? EngineerPresence.OnShift : EngineerPresence.OffShift;
    }
}

/// <summary>Knows the numbers of tickets that are not over.</summary>
public interface ITicketNumbers
{
    /// <summary>The number of a ticket, or null.</summary>
    string? Find(string ticket);
}

/// <summary>Keys of jobs: <c>{ticket}/{work order}</c>.</summary>
public static class JobKey
{
    /// <summary>Ticket and work order of a job.</summary>
    public static (string Ticket, string WorkOrder) Split(string job) => job.Split('/') is [var ticket, var workOrder] ? (ticket, workOrder) : (job, "");
}
