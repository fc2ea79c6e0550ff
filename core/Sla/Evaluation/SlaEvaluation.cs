using System.Collections.Immutable;

namespace Dispatch.Sla;

/// <summary>What policies make of a told ticket, without storing anything: the same code path as live tickets.</summary>
/// <param name="Clocks">Every clock as it stands at the end, with the proof of its deadline.</param>
/// <param name="Happenings">What happened to them on the way, in order.</param>
public sealed record SlaEvaluation(IReadOnlyList<SlaReading> Clocks, IReadOnlyList<SlaHappening> Happenings)
{
    /// <summary>Most events of one question.</summary>
    public const int MostEvents = 1_000;

    /// <summary>Evaluates, or says what is wrong with the events, with paths <c>$.events[0].at</c>.</summary>
    /// <param name="book">Policies and calendars.</param>
    /// <param name="events">What happened, in order; the ticket came in first.</param>
    /// <param name="timeZones">IANA zones by whose they are.</param>
    /// <param name="now">When somebody looks.</param>
    public static Checked<SlaEvaluation> Of(SlaBook book, IReadOnlyList<TimedEvent> events, ImmutableSortedDictionary<ZoneOf, string> timeZones, DateTimeOffset now)
    {
        var rejections = Faults(events, timeZones, now).ToList();
        return rejections.Count is 0 ? Checked<SlaEvaluation>.Ok(Evaluate(book, events, timeZones, now)) : Checked<SlaEvaluation>.Refused(rejections);
    }

    private static SlaEvaluation Evaluate(SlaBook book, IReadOnlyList<TimedEvent> events, ImmutableSortedDictionary<ZoneOf, string> timeZones, DateTimeOffset now)
    {
        var (clocks, happenings, situation) = (SlaClocks.None, new List<SlaHappening>(), new SlaSituation(Priority.Normal) { TimeZones = timeZones });
        var ended = false;
        foreach (var each in events)
        {
            situation = each.After(situation);
            Take(each is TicketOpenedAt ? SlaDecisions.Open(book, situation, each.At) : SlaDecisions.React(clocks, each.Fact, situation, book, each.At));
            ended = each is ResolvedAt or CancelledAt;
        }
        if (!ended)
            Take(SlaDecisions.Wake(clocks, situation, book, now));
        return new([.. clocks.Clocks.Select(clock => SlaReading.Of(clock, book, now))], happenings);

        void Take(IReadOnlyList<SlaHappening> some)
        {
            happenings.AddRange(some);
            clocks = some.Aggregate(clocks, (state, happening) => state.Apply(happening));
        }
    }

    private static IEnumerable<Rejection> Faults(IReadOnlyList<TimedEvent> events, ImmutableSortedDictionary<ZoneOf, string> timeZones, DateTimeOffset now)
    {
        if (events.Count > MostEvents)
            yield return Rejection.Of(RejectionCode.EventsTooMany, ("limit", MostEvents)).At("$.events");
        if (events is not [TicketOpenedAt, ..])
            yield return Rejection.Of(RejectionCode.EventsOutOfOrder, ("reason", "opened")).At("$.events");
        foreach (var (i, each) in events.Index())
        {
            var path = JsonPath.Item("$.events", i) + ".at";
            if (i > 0 && each is TicketOpenedAt || i > 0 && each.At < events[i - 1].At || each.At > now)
                yield return Rejection.Of(RejectionCode.EventsOutOfOrder, ("reason", "time")).At(path);
            if (WorkingCalendar.IsOutside(each.At))
                yield return WorkingCalendar.OutOfRange(path);
        }
        if (WorkingCalendar.IsOutside(now))
            yield return WorkingCalendar.OutOfRange("$.now");
        foreach (var (whose, zone) in timeZones)
            if (!WorkingCalendar.IsZone(zone))
                yield return Rejection.Of(RejectionCode.TimeZoneUnknown, ("timeZone", zone)).At($"$.timeZones.{whose.ToString().ToLowerInvariant()}");
    }
}
