using Dispatch.Silo.Clock;
using Dispatch.Silo.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Bench;

/// <summary>Wake-ups of tickets in the journal, set and cleared by commits as a ticket's grain makes them, with the clock listening.</summary>
internal sealed class TicketClocks : IDisposable
{
    private readonly OpenedJournal opened;
    private readonly WakeClock clock;
    private readonly long[] versions;

    private TicketClocks(OpenedJournal opened, int tickets)
    {
        (this.opened, versions) = (opened, new long[tickets]);
        clock = new(opened.Journal, _ => Task.CompletedTask, TimeProvider.System, new(), NullLogger.Instance);
        opened.Observers.Add(clock);
        clock.Start();
    }

    /// <summary>Opens a journal with so many tickets, none of which wants to be woken.</summary>
    public static async Task<TicketClocks> Open(string data, int tickets)
    {
        var clocks = new TicketClocks(OpenedJournal.Open(new(data), TimeProvider.System), tickets);
        await JournalRun.Each(0, tickets, tickets, async n =>
            clocks.versions[n] = await clocks.opened.Journal.Append(Workload.Ticket(n) with { WakeAt = null }));
        return clocks;
    }

    /// <summary>Sets a ticket's wake-up and clears it again: two commits of its snapshot with the wake-up beside it, as when a ticket asks to be woken and nothing else happened.</summary>
    public async Task ArmAndCancel(int ticket, DateTimeOffset at)
    {
        await Append(ticket, at, whole: false);
        await Append(ticket, null, whole: false);
    }

    /// <summary>The same with all that a command writes: an event, and the ticket's row in the list with its indexes.</summary>
    public async Task ArmAndCancelByCommands(int ticket, DateTimeOffset at)
    {
        await Append(ticket, at, whole: true);
        await Append(ticket, null, whole: true);
    }

    public void Dispose()
    {
        clock.Dispose();
        opened.Dispose();
    }

    private async Task Append(int ticket, DateTimeOffset? wakeAt, bool whole)
    {
        var commit = Workload.Ticket(ticket);
        versions[ticket] = await opened.Journal.Append(commit with
        {
            ExpectedVersion = versions[ticket],
            WakeAt = wakeAt,
            Keys = [],
            Events = whole ? [Workload.SmallEvent(ticket)] : [],
            Row = whole ? commit.Row! with { Version = versions[ticket] + 1, DueAt = wakeAt } : null,
        });
    }
}
