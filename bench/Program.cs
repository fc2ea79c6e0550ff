using System.CommandLine;
using Dispatch.Bench;

return await new RootCommand("Benchmarks of Dispatch.")
{
    JournalCommand.Make(),
    IntakeCommand.Make(),
    PostsCommand.Make(),
    GrowthCommand.Make(),
    StartCommand.Make(),
    BoardsCommand.Make(),
}.Parse(args).InvokeAsync();
