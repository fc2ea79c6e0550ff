using System.Text.Json;
using Dispatch.Fields;
using Dispatch.Flows;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Flows;

public sealed class FlowLaws
{
    private const int Moves = 60;

    // Blocks nest, so a flow may outgrow what one document may have; those are left out.
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1)
        .Where(seed => RandomFlow.Valid(seed).Steps.Count <= FlowChecks.MostSteps).ToArbitrary();

    [Fact]
    public void A_flow_of_nested_blocks_is_accepted() =>
        Prop.ForAll(Seeds, seed => FlowSample.Check(RandomFlow.Valid(seed)).Rejections.Count is 0).QuickCheckThrowOnFailure();

    [Fact]
    public void A_flow_ends_or_waits_on_an_open_step_and_loses_no_branch() =>
        Prop.ForAll(Seeds, seed => RunsSoundly(RandomFlow.Valid(seed), seed)).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_checks_let_pass_runs_soundly() => Prop.ForAll(Seeds, seed =>
    {
        var bent = RandomFlow.Rewired(seed);
        return !FlowSample.Check(bent).IsValid || RunsSoundly(bent, seed);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Rewiring_makes_both_flows_that_pass_and_flows_that_do_not()
    {
        var valid = Enumerable.Range(0, 200).Count(seed => FlowSample.Check(RandomFlow.Rewired(seed)).IsValid);
        Assert.InRange(valid, 10, 190);
    }

    [Fact]
    public void From_wherever_it_stands_a_flow_can_be_brought_to_its_end() => Prop.ForAll(Seeds, seed =>
    {
        var definition = RandomFlow.Rewired(seed);
        if (!FlowSample.Check(definition).IsValid)
            return true;
        var run = new Run(definition, seed);
        for (var i = 0; i < Moves && run.State.Phase is FlowPhase.Running; i++)
            run.Move(towardsEnd: false);
        for (var i = 0; i < 2000 && run.State.Phase is FlowPhase.Running; i++)
            run.Move(towardsEnd: true);
        return run.State.Phase is FlowPhase.Ended;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_same_commands_give_the_same_happenings() => Prop.ForAll(Seeds, seed =>
    {
        var (one, two) = (new Run(RandomFlow.Valid(seed), seed), new Run(RandomFlow.Valid(seed), seed));
        for (var i = 0; i < Moves; i++)
            if (!one.Move(false).SequenceEqual(two.Move(false)))
                return false;
        return true;
    }).QuickCheckThrowOnFailure();

    private static bool RunsSoundly(FlowDefinition definition, int seed)
    {
        var run = new Run(definition, seed);
        var folded = FlowState.NotStarted.Apply(run.Started);
        for (var i = 0; i < Moves; i++)
        {
            if (!IsSound(run.State) || Json(folded) != Json(run.State))
                return false;
            folded = folded.Apply(run.Move(towardsEnd: false));
        }
        return true;
    }

    /// <summary>Every branch is an open step, a fork within, or has arrived; outside all forks there is exactly one path.</summary>
    private static bool IsSound(FlowState state)
    {
        if (state.Phase is FlowPhase.Ended)
            return state.Open.IsEmpty && state.Forks.IsEmpty;
        return Paths(null) is 1 && state.Forks.TrueForAll(fork => Paths(fork.Id) == fork.Branches - fork.Arrived);

        int Paths(string? fork) => state.Open.Count(step => step.Fork == fork) + state.Forks.Count(inner => inner.Parent == fork);
    }

    private static string Json(FlowState state) => JsonSerializer.Serialize(state, DispatchJson.Stored);

    /// <summary>A flow driven by chance.</summary>
    private sealed class Run
    {
        private readonly Flow flow;
        private readonly Random random;
        private readonly Dictionary<string, int> stepsToEnd;

        public Run(FlowDefinition definition, int seed)
        {
            flow = FlowSample.Check(definition).Required();
            random = new(seed);
            stepsToEnd = Distances(definition);
            var started = FlowEngine.Start(flow, FlowState.NotStarted, AnyAmount());
            (State, Started) = (started.State, started.Happenings);
        }

        public FlowState State { get; private set; }

        public IReadOnlyList<FlowHappening> Started { get; }

        /// <summary>Moves one open step on by one of its ways; towards the end, mostly by the way that leads there soonest.</summary>
        public IReadOnlyList<FlowHappening> Move(bool towardsEnd)
        {
            if (State.Open.IsEmpty)
                return [];
            var open = State.Open[random.Next(State.Open.Count)];
            var ways = Ways(flow[open.Step]);
            var (_, outcome) = towardsEnd && random.Next(4) > 0
                ? ways.MinBy(way => stepsToEnd.GetValueOrDefault(way.Next, int.MaxValue))
                : ways[random.Next(ways.Count)];
            var advance = (flow[open.Step], outcome) switch
            {
                (WaitStep { For: WaitForCustomer or WaitForEvent } wait, WorkStep.Done) => FlowEngine.Signal(flow, State, wait.For, AnyAmount()),
                (WaitStep, _) or (_, WorkStep.LimitPassed) => FlowEngine.PassLimit(flow, State, open.Instance, AnyAmount()),
                (WorkStep { Outcomes: [] }, _) => FlowEngine.Complete(flow, State, open.Instance, null, AnyAmount()),
                _ => FlowEngine.Complete(flow, State, open.Instance, outcome, AnyAmount()),
            };
            Assert.Null(advance.Rejection);
            State = advance.State;
            return advance.Happenings;
        }

        private static List<(string Next, string Outcome)> Ways(Step step)
        {
            List<(string, string)> ways = step switch
            {
                WorkStep { Outcomes: [] } work => [(work.Next!, WorkStep.Done)],
                WorkStep work => [.. work.Outcomes.Select(outcome => (outcome.Next, outcome.Id))],
                WaitStep wait => [(wait.Next, WorkStep.Done)],
                _ => throw new NotSupportedException($"{step.Id} does not stay open."),
            };
            return step is OpenableStep { OnLimit: { } late } ? [.. ways, (late, WorkStep.LimitPassed)] : ways;
        }

        private static Dictionary<string, int> Distances(FlowDefinition definition)
        {
            var distances = definition.Steps.Where(step => step is EndStep).ToDictionary(step => step.Id, _ => 0);
            for (var distance = 1; distance <= definition.Steps.Count; distance++)
                foreach (var step in definition.Steps)
                    if (!distances.ContainsKey(step.Id) && step.Exits().Any(exit => distances.TryGetValue(exit.Target, out var next) && next < distance))
                        distances[step.Id] = distance;
            return distances;
        }

        private FieldValues AnyAmount() => FlowSample.Amount(random.NextInt64(RandomFlow.LargestAmount));
    }
}
