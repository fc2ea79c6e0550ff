var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/livez", () => "ok");
app.Run();
