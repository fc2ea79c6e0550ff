using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Sla;
using Orleans;

namespace Dispatch.Silo.Notices;

/// <summary>When people may be told what is not urgent: an engineer in his shift, everybody else in the hours by which the clock counts.</summary>
public sealed class ReceiverHours(IGrainFactory grains, PrincipalStore principals, TicketRulesSource rules)
{
    /// <summary>Days ahead in which an engineer's next shift is looked for; one who has none in them is told in the clock's hours.</summary>
    private const int DaysAhead = 14;

    /// <summary>When the first of them works: now, or later.</summary>
    /// <param name="people">At least one principal.</param>
    public async Task<DateTimeOffset> Opening(IReadOnlyList<string> people, SlaClock clock, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = DateTimeOffset.MaxValue;
        foreach (var person in people)
        {
            var opening = await OfEngineer(person, now, cancellationToken) ?? OfDesk(clock, now);
            if (opening <= now)
                return now;
            first = opening < first ? opening : first;
        }
        return first;
    }

    private DateTimeOffset OfDesk(SlaClock clock, DateTimeOffset now)
    {
        var calendar = rules.Current.Sla.Calendar(clock.Calendar);
        return calendar.IsOpen(now) ? now : calendar.Opening(now, TimeSpan.Zero);
    }

    private async Task<DateTimeOffset?> OfEngineer(string person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if ((await principals.Find(person, cancellationToken))?.Engineer is not { } id
            || (await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{id}").Describe())?.State is not { Profile: { } profile } engineer)
            return null;
        // A night shift began yesterday.
        var yesterday = profile.Shift.DateAt(now).AddDays(-1);
        foreach (var hours in Enumerable.Range(0, DaysAhead + 1).SelectMany(day => engineer.HoursOn(yesterday.AddDays(day))))
            if (hours.Until > now)
                return hours.From > now ? hours.From : now;
        return null;
    }
}
