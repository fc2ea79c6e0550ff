using Dispatch.Api.Hosting;

if (DispatchOptions.FindUnknown(args) is { } unknown)
{
    Console.Error.WriteLine($"There is no option --{unknown}. The options and their defaults are:\n{DispatchOptions.Help()}");
    return 2;
}
var builder = WebApplication.CreateBuilder(args);
builder.AddDispatch();
var app = builder.Build();
app.UseDispatch();
await app.RunAsync();
return 0;
