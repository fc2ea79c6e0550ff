using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Flows;

namespace Dispatch.Tests.Core.Flows;

public sealed class ShippedCaseTypesTests
{
    private static readonly ConfigurationSnapshot Shipped = ShippedCaseTypes.All.Aggregate(
        ConfigurationSnapshot.Of(CaseTypes.Kind).WithTeams(ShippedCaseTypes.Teams), (snapshot, document) => snapshot.With(document));

    /// <summary>Each row drives a case from its start to an end: <c>step:outcome</c> completes, <c>step!</c> lets the limit pass,
    /// <c>?</c> is a reply of the customer, <c>?name</c> a named event, <c>field=json</c> fills a field.</summary>
    public static TheoryData<string, string, string> Ways => new()
    {
        { "repair", "triage:solved", "solved-remotely" },
        { "repair", "triage:visit agree-time-only:done data.workDone=\"pump\" visit:fixed sign-off:confirmed", "repaired" },
        { "repair", "data.partsNeeded=[\"pump\"] triage:visit ready-parts:done agree-time:done data.workDone=\"-\" visit:beyond-repair", "not-repairable" },
        { "repair", "data.partsNeeded=[\"pump\"] triage:visit agree-time:done ready-parts:done data.workDone=\"-\" visit:parts-missing "
            + "?parts-received agree-time-only:done visit:not-home agree-time-only:done visit:fixed sign-off:still-broken triage:solved", "solved-remotely" },
        { "repair", "triage:visit agree-time-only:done data.workDone=\"-\" visit:parts-missing parts-on-order! triage:solved", "solved-remotely" },
        { "damage-claim", "check:reject", "rejected" },
        { "damage-claim", "check:need-evidence evidence!", "no-answer" },
        { "damage-claim", "check:need-evidence ? check:valid warehouse-check:done data.liable=\"customer\" liability:done", "rejected" },
        { "damage-claim", "check:valid warehouse-check:done data.liable=\"carrier\" liability:done payment:done", "compensated" },
        { "return", "check:reject", "rejected" },
        { "return", "amount=49999 check:approve data.condition=\"intact\" receive:accept refund:done", "refunded" },
        { "return", "amount=50000 check:approve supervisor:approve data.condition=\"broken\" receive:refuse", "rejected" },
        { "return", "amount=50000 check:approve supervisor:reject", "rejected" },
        { "return", "amount=1 check:approve receive!", "no-answer" },
        { "consultation", "answer:no-answer-needed", "answered" },
        { "consultation", "answer:answered ? answer:answered follow-up!", "answered" },
    };

    [Fact]
    public void All_four_are_valid()
    {
        Assert.Empty(Shipped.Faults.SelectMany(fault => fault.Rejections.Select(rejection => $"{fault.Document} {rejection.Path} {rejection.Code}")));
        Assert.Equal(["consultation", "damage-claim", "repair", "return"], Shipped.AllCurrent(CaseTypes.Kind).Select(type => type.Value.Definition.Id));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Each_way_leads_to_its_end(string id, string moves, string resolution)
    {
        var (state, _) = Drive(id, moves);
        Assert.Equal((FlowPhase.Ended, resolution), (state.Phase, state.Resolution));
    }

    [Fact]
    public void The_ways_take_every_exit_of_every_step()
    {
        var taken = Ways.SelectMany(way => Drive((string)way[0], (string)way[1]).Happenings.Select(happening => $"{way[0]} {Exit(happening)}"));
        var exits = Shipped.AllCurrent(CaseTypes.Kind)
            .SelectMany(type => type.Value.Definition.Flow.Steps.SelectMany(Exits).Select(exit => $"{type.Ref.Id} {exit}"));
        Assert.Empty(exits.Except(taken));
    }

    [Theory]
    [InlineData(49999, "receive")]
    [InlineData(50000, "supervisor")]
    public void A_return_under_500_skips_the_supervisor(long minor, string next)
    {
        var (state, _) = Drive("return", $"amount={minor} check:approve");
        Assert.Equal(next, Assert.Single(state.Open).Step);
    }

    private static (FlowState State, IReadOnlyList<FlowHappening> Happenings) Drive(string id, string moves)
    {
        var type = Shipped.Current(CaseTypes.Kind, id)!.Value;
        var fields = FieldValues.Empty;
        var advance = FlowEngine.Start(type.Flow, FlowState.NotStarted, fields);
        var happenings = advance.Happenings.ToList();
        foreach (var move in moves.Split(' '))
        {
            if (move.Split('=') is [var field, var json])
            {
                using var value = JsonDocument.Parse(json);
                Assert.Null(FieldJson.Read(type.Fields.Find(field)!, value.RootElement, "$", out var read));
                fields = fields.With(field, read);
                continue;
            }
            advance = Move(type.Flow, advance.State, move, fields);
            Assert.Null(advance.Rejection);
            Assert.NotEmpty(advance.Happenings);
            happenings.AddRange(advance.Happenings);
        }
        return (advance.State, happenings);
    }

    private static FlowAdvance Move(Flow flow, FlowState state, string move, FieldValues fields) => move switch
    {
        "?" => FlowEngine.Signal(flow, state, new WaitForCustomer(), fields),
        ['?', .. var name] => FlowEngine.Signal(flow, state, new WaitForEvent(name), fields),
        [.. var step, '!'] => FlowEngine.PassLimit(flow, state, Instance(state, step), fields),
        _ => move.Split(':') is [var step, var outcome]
            ? FlowEngine.Complete(flow, state, Instance(state, step), outcome, fields)
            : throw new ArgumentException($"{move} is no move.", nameof(move)),
    };

    private static string Instance(FlowState state, string step) => state.Open.Single(open => open.Step == step).Instance;

    private static string? Exit(FlowHappening happening) => happening switch
    {
        StepCompleted e => $"{e.Step}:{e.Outcome}",
        BranchTaken e => $"{e.Decision}:{e.Branch}",
        JoinReached e => $"{e.Join}:",
        FlowEnded e => $"{e.Step}:",
        _ => null,
    };

    private static IEnumerable<string> Exits(Step step)
    {
        IEnumerable<string> exits = step switch
        {
            WorkStep work => work.OutcomeIds(),
            WaitStep => [WorkStep.Done],
            DecisionStep decision => [.. decision.Branches.Select((_, index) => $"{index}"), ""],
            JoinStep or EndStep => [""],
            _ => [],
        };
        return (step is OpenableStep { OnLimit: not null } ? exits.Append(WorkStep.LimitPassed) : exits).Select(exit => $"{step.Id}:{exit}");
    }
}
