using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Api.CommandLine.Import;

/// <summary>What came of an import. Counts are of rows; many threads may count at once.</summary>
public sealed class ImportSummary
{
    private const int MostFaults = 1_000;
    private readonly Lock gate = new();
    private readonly List<RowFault> faults = [];
    private readonly SortedDictionary<string, int> statuses = new(StringComparer.Ordinal);

    /// <summary>Rows that are tickets now.</summary>
    public int Imported { get; private set; }

    /// <summary>Rows that were tickets before.</summary>
    public int Skipped { get; private set; }

    /// <summary>Rows that could not be taken.</summary>
    public int Refused { get; private set; }

    /// <summary>Faults of refused rows by line, the first thousand.</summary>
    public IReadOnlyList<RowFault> Faults
    {
        get
        {
            lock (gate)
                return [.. faults.OrderBy(fault => fault.Line)];
        }
    }

    /// <summary>Imported tickets by status.</summary>
    public IReadOnlyDictionary<string, int> Statuses => statuses;

    /// <summary>Imported tickets whose resolution was promised here.</summary>
    public int Promised { get; private set; }

    /// <summary>Those of them that broke the promise.</summary>
    public int Breached { get; private set; }

    /// <summary>Imported tickets that had a deadline of the source.</summary>
    public int SourceDue { get; private set; }

    /// <summary>Those of them that missed it.</summary>
    public int SourceLate { get; private set; }

    /// <summary>Tickets judged by both that both found in time or both late.</summary>
    public int Agreed { get; private set; }

    /// <summary>Tickets judged by both.</summary>
    public int Compared { get; private set; }

    /// <summary>Counts a row that was there before.</summary>
    public void Skip()
    {
        lock (gate)
            Skipped++;
    }

    /// <summary>Counts a row that was refused.</summary>
    public void Refuse(IReadOnlyList<RowFault> why)
    {
        lock (gate)
        {
            Refused++;
            if (faults.Count < MostFaults)
                faults.AddRange(why);
        }
    }

    /// <summary>Counts a row that became a ticket, and compares both deadlines.</summary>
    public void Import(SourceTicket source, Ticket ticket, DateTimeOffset now)
    {
        var promise = ticket.Sla.Clocks.FirstOrDefault(clock => clock is { Metric: SlaMetric.Resolution, State: not SlaClockState.Withdrawn });
        var breached = promise?.BreachedAt is not null;
        // What was cancelled kept no promise and broke none.
        var due = source.End is { Status: TicketStatus.Cancelled } ? null : source.DueAt;
        var late = (source.End?.At ?? now) > due;
        lock (gate)
        {
            Imported++;
            statuses[TicketFieldSource.CamelCase(ticket.Status)] = statuses.GetValueOrDefault(TicketFieldSource.CamelCase(ticket.Status)) + 1;
            (Promised, Breached) = (Promised + Count(promise is not null), Breached + Count(breached));
            (SourceDue, SourceLate) = (SourceDue + Count(due is not null), SourceLate + Count(late));
            if (promise is null || due is null)
                return;
            (Compared, Agreed) = (Compared + 1, Agreed + Count(breached == late));
        }
    }

    private static int Count(bool counts) => counts ? 1 : 0;
}
