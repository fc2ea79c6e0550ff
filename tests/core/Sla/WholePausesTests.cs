using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

/// <summary>The proof of a deadline names every pause, however many there were.</summary>
public class WholePausesTests
{
    [Fact]
    public void Every_pause_is_rebuilt_from_what_happened_and_leads_to_the_same_deadline()
    {
        var ticket = Paused(9);
        Assert.True(ticket.Clock().Pauses.Count <= SlaClock.MostPauses);
        var whole = new WholePauses(ticket.History).Of(ticket.Clock(), Clockwork.Book(ticket.Policy));
        Assert.Equal(9, whole.Pauses.Count);
        Assert.Equal((China("2026-03-02 09:05"), China("2026-03-02 09:07")), (whole.Pauses[1].From, whole.Pauses[1].To!.Value));
        var proof = SlaReading.Of(whole, Clockwork.Book(ticket.Policy), China("2026-03-02 10:00")).Proof;
        Assert.Equal((ticket.Clock().DueAt, Minutes(120), Minutes(18)), (proof.DueAt, proof.Counted, proof.Paused));
    }

    [Fact]
    public void The_time_between_resolving_and_reopening_is_one_of_them()
    {
        var ticket = Paused(6);
        ticket.Tell(new Resolved(), China("2026-03-02 10:00"));
        ticket.Tell(new Reopened(), China("2026-03-02 11:00"));
        var whole = new WholePauses(ticket.History).Of(ticket.Clock(), Clockwork.Book(ticket.Policy));
        Assert.Equal(new Pause(China("2026-03-02 10:00"), China("2026-03-02 11:00"), SlaClock.Stopped), whole.Pauses[^1]);
        Assert.Equal(7, whole.Pauses.Count);
    }

    [Fact]
    public void Where_the_beginning_is_not_known_the_clock_s_own_pauses_stay()
    {
        var ticket = Paused(9);
        var part = new WholePauses(ticket.History.Skip(ticket.History.Count - 4)).Of(ticket.Clock(), Clockwork.Book(ticket.Policy));
        Assert.Equal(ticket.Clock().Pauses, part.Pauses);
    }

    private static Clockwork Paused(int times)
    {
        var ticket = Clockwork.Open(China("2026-03-02 08:00"), Clockwork.Target(SlaMetric.Resolution, 120));
        for (var i = 0; i < times; i++)
        {
            ticket.Hold(China("2026-03-02 09:00").AddMinutes(i * 5));
            ticket.Resume(China("2026-03-02 09:00").AddMinutes(i * 5 + 2));
        }
        return ticket;
    }
}
