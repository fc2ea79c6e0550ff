using Dispatch.Silo.Consistency;
using Dispatch.Tests.Simulation.People;
using Dispatch.Tests.Simulation.Witnesses;
using Dispatch.Tests.World;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation;

/// <summary>One seeded run: a busy company, a network that fails, a silo that dies, and at the end calm. Runs on the calling thread alone.</summary>
internal sealed class Storm : IDisposable
{
    private static readonly TimeSpan ToRest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);
    private const int Looks = 3;

    private readonly StormPlan plan;
    private readonly VirtualWorld world;
    private readonly Weather weather;
    private readonly Stage stage;
    private readonly Rota rota;
    private readonly Downtime downtime = new();
    private readonly List<Flaw> flaws = [];

    private Storm(StormPlan plan, Func<WorldOptions, WorldOptions>? with)
    {
        this.plan = plan;
        weather = new(plan.Chance("weather")) { Calm = true };
        var options = new WorldOptions { Seed = plan.Seed, From = BusyCompany.Image(plan.Engineers), Network = weather };
        world = new(with?.Invoke(options) ?? options);
        stage = new(plan, world);
        rota = new(stage);
    }

    /// <summary>Runs a storm and says everything that was wrong.</summary>
    /// <param name="with">Changes the world, to plant a fault in it.</param>
    public static StormReport Run(StormPlan plan, Func<WorldOptions, WorldOptions>? with = null)
    {
        using var storm = new Storm(plan, with);
        try
        {
            storm.Rage();
            storm.Rest();
        }
        catch (Exception failure)
        {
            storm.flaws.Add(new("storm", failure.ToString()));
        }
        return storm.Report();
    }

    /// <inheritdoc />
    public void Dispose() => world.Dispose();

    private void Rage()
    {
        People();
        weather.Calm = false;
        var looked = false;
        foreach (var disturbance in plan.Disturbances())
        {
            world.AdvanceTo(disturbance.At);
            if (!looked && disturbance.At > StormPlan.Begin + plan.Lasting / 3)
                looked = Look(Invariants.Always(stage, downtime));
            if (disturbance.IsCrash)
                Crash(disturbance);
            else
                Rival(disturbance);
        }
        world.AdvanceTo(plan.End);
    }

    private void People()
    {
        var dispatchers = new Dispatchers(stage);
        var (staff, callers, crew) = (new Staff(stage), new Callers(stage), new Crew(stage));
        stage.Board.Shows = (ticket, shown) =>
        {
            switch (shown)
            {
                case StepAssigned assigned:
                    staff.Hear(ticket, assigned);
                    break;
                case FlowAdvanced advanced:
                    callers.Hear(ticket, advanced);
                    break;
                case VisitBooked booked:
                    crew.Hear(ticket, booked);
                    break;
            }
        };
        stage.Board.Follow();
        stage.Begin(new Clients(stage, dispatchers).Post);
        rota.Begin();
    }

    private void Crash(Disturbance crash)
    {
        world.Scheduler.RunSome(crash.Pieces);
        stage.Board.Leave();
        // A silo that starts asks its teams to wake and would give up if they did not answer.
        weather.Calm = true;
        var from = world.Now;
        stage.Line.Cut();
        world.Crash(crash.Lasting);
        downtime.Add(from, world.Now);
        weather.Calm = false;
        stage.Board.Follow();
    }

    private void Rival(Disturbance rival)
    {
        weather.Calm = true;
        world.StartRival();
        weather.Calm = false;
        world.Advance(rival.Lasting);
        world.StopRival();
        stage.Line.Cut();
    }

    private void Rest()
    {
        stage.Over = true;
        weather.Calm = true;
        world.Run(rota.Gather);
        world.Advance(ToRest);
        for (var looks = 1; !Look(Invariants.AtRest(stage, downtime), last: looks is Looks); looks++)
            world.Advance(LookAgain);
        Say("calls", stage.Ledger.Open > 0 ? $"{stage.Ledger.Open} requests were never answered" : null);
        Say("feed", stage.Board.Gap);
        Say("one-thread", world.Scheduler.Strays > 0 ? $"work left the thread {world.Scheduler.Strays} times" : null);
        foreach (var failure in stage.Failures)
            Say("people", failure.ToString());
    }

    /// <summary>Examines the whole database. What a message under way explains counts only in the last look at rest.</summary>
    /// <returns>Whether there is no need to look again.</returns>
    private bool Look(Check[] invariants, bool? last = null)
    {
        var findings = world.Examine(invariants);
        if (last is false && findings.Count > 0 && findings.All(finding => finding.Passing))
            return false;
        flaws.AddRange(findings.Where(finding => last is true || !finding.Passing).Select(Flaw.Of));
        return true;
    }

    private void Say(string invariant, string? flaw)
    {
        if (flaw is not null)
            flaws.Add(new(invariant, flaw));
    }

    private StormReport Report() => new(plan, flaws, JournalHash.Of(world))
    {
        Events = world.Query("select max(seq) from event", row => row.GetInt64(0))[0],
        Tickets = stage.Ledger.Tickets.Count,
        Crashes = world.Crashes,
        Complaints = world.Complaints.Lines,
        Kinds = world.Query("select kind, count(*) from event group by kind order by kind", row => (row.GetString(0), row.GetInt64(1))),
    };
}
