using Dispatch.Sla;

namespace Dispatch.Tickets;

/// <summary>Who had a ticket, each of its steps and each of its visits, over time.</summary>
internal sealed class Holders
{
    private const string Whole = "";

    private readonly Dictionary<string, List<(DateTimeOffset From, Holder Holder)>> lines = new(StringComparer.Ordinal);

    /// <summary>Takes down who has it from an instant on.</summary>
    public void Note(Ticket ticket, DateTimeOffset at)
    {
        Note(Whole, OfTicket(ticket), at);
        foreach (var step in ticket.Steps.Where(step => step.IsOpen))
            Note(LineOfStep(step.Instance), new(step.Team, step.Assignee), at);
        foreach (var stay in ticket.Steps.Where(step => step is { IsOpen: true, Team: not null }).GroupBy(step => step.Team!, StringComparer.Ordinal))
            Note(LineOfTeam(stay.Key), new(stay.Key, stay.FirstOrDefault(step => step.Assignee is not null)?.Assignee), at);
        foreach (var order in ticket.WorkOrders.Where(order => order.IsOpen))
            Note(LineOfVisit(order.Id), new(ticket.Team, order.Booking?.Engineer), at);
    }

    /// <summary>Who had what a clock measures at an instant; what was passed on at that very instant was still the former holder's.</summary>
    public Holder At(SlaClock clock, DateTimeOffset at)
    {
        var line = LineOf(clock);
        return line.LastOrDefault(entry => entry.From < at, line[0]).Holder;
    }

    /// <summary>Who had what a clock measures between two instants, in order and without gaps.</summary>
    public IEnumerable<(Holder Holder, DateTimeOffset From, DateTimeOffset To)> Between(SlaClock clock, DateTimeOffset start, DateTimeOffset end)
    {
        var line = LineOf(clock);
        for (var i = 0; i < line.Count; i++)
        {
            var from = i is 0 || line[i].From < start ? start : line[i].From;
            var to = i + 1 < line.Count && line[i + 1].From < end ? line[i + 1].From : end;
            if (from < to)
                yield return (line[i].Holder, from, to);
        }
    }

    private List<(DateTimeOffset From, Holder Holder)> LineOf(SlaClock clock) =>
        lines.GetValueOrDefault(clock switch
        {
            { Step: { } step } => LineOfStep(step),
            { Metric: SlaMetric.TeamTime, Subject: { } team } => LineOfTeam(team),
            { Subject: { } visit } => LineOfVisit(visit),
            _ => Whole,
        }) ?? lines[Whole];

    // Several steps may be open at once: whoever works on one has the ticket, then whoever it waits for.
    private static Holder OfTicket(Ticket ticket)
    {
        var open = ticket.Steps.Where(step => step is { IsOpen: true, IsTask: false }).ToList();
        if ((open.Find(step => step.Assignee is not null) ?? open.Find(step => step.Team is not null)) is { } step)
            return new(step.Team, step.Assignee);
        return new(ticket.Team, ticket.IsOpen ? ticket.Engineer : null);
    }

    private void Note(string key, Holder holder, DateTimeOffset at)
    {
        if (!lines.TryGetValue(key, out var line))
            lines.Add(key, line = []);
        if (line is not [] && line[^1].Holder == holder)
            return;
        // What fell due while nobody looked is told after what happened later; who had the ticket did not change meanwhile.
        if (line is not [] && line[^1].From >= at)
            line[^1] = (line[^1].From, holder);
        else
            line.Add((at, holder));
    }

    private static string LineOfStep(string instance) => $"step {instance}";

    private static string LineOfTeam(string team) => $"team {team}";

    private static string LineOfVisit(string visit) => $"visit {visit}";
}
