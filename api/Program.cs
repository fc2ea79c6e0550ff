using Dispatch.Api.CommandLine;
using Dispatch.Api.Hosting;

if (DispatchCommands.AreMeantBy(args))
    return await DispatchCommands.Run(args);
if (DispatchOptions.FindUnknown(args) is { } unknown)
{
    Console.Error.WriteLine($"There is no option --{unknown}. The options and their defaults are:\n{DispatchOptions.Help()}");
    return 2;
}
var builder = WebApplication.CreateBuilder(args);
builder.AddDispatch();
var app = builder.Build();
try
{
    app.UseDispatch();
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (OperatorException.WordsOf(refused) is { } words)
{
    Console.Error.WriteLine($"{words.Zh}\n{words.En}");
    return 2;
}
