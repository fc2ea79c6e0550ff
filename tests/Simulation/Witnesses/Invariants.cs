using Dispatch.Silo.Consistency;

namespace Dispatch.Tests.Simulation.Witnesses;

/// <summary>What must hold beside what a database can say of itself: what was acknowledged to those outside, and what time promises.</summary>
internal static class Invariants
{
    /// <summary>Whatever must hold at every instant.</summary>
    public static Check[] Always(Stage stage, Downtime downtime) =>
    [
        new AcknowledgedTickets(stage.Ledger), new AcknowledgedReplies(stage.Ledger), new Deliveries(BusyCompany.Plan(stage.Plan.Engineers), stage.Ledger, settled: false),
        new Deadlines(stage.World.Now, downtime, Downtime.InStorm), new Holds(stage.World.Now, downtime, Downtime.InStorm),
    ];

    /// <summary>Whatever must hold at rest.</summary>
    public static Check[] AtRest(Stage stage, Downtime downtime) =>
    [
        new AcknowledgedTickets(stage.Ledger), new AcknowledgedReplies(stage.Ledger), new Deliveries(BusyCompany.Plan(stage.Plan.Engineers), stage.Ledger, settled: true),
        new Deadlines(stage.World.Now, downtime, Downtime.AtRest), new Holds(stage.World.Now, downtime, Downtime.AtRest), new IdleHands(),
    ];
}
