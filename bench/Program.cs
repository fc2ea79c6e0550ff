using System.CommandLine;
using Dispatch.Bench;
using Dispatch.Bench.Dynamic;
using Dispatch.Bench.Week;

var benchmarks = new RootCommand("Benchmarks of Dispatch.")
{
    JournalCommand.Make(),
    IntakeCommand.Make(),
    PostsCommand.Make(),
    DueCommand.Make(),
    DeadlinesCommand.Make(),
    OracleCommand.Make(),
    PlanningCommand.Make(), PlaceCommand.Make(), PromiseCommand.Make(), DynamicCommand.Make(),
    WeekCommand.Make(),
    EngineMeasurements.Calls(),
    EngineMeasurements.Activation(),
};
foreach (var command in EngineCommands.Make())
    benchmarks.Add(command);
return await benchmarks.Parse(args).InvokeAsync();
