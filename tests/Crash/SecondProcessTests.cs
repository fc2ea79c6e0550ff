using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Crash;

public sealed class SecondProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_process_on_the_same_file_is_refused_in_both_languages_and_the_first_goes_on()
    {
        var data = folder.File("one.db");
        using var first = new ServiceProcess(data, folder.Path);
        using var second = new ServiceProcess(data, folder.Path);
        await first.Start();

        second.Launch();
        Assert.Equal(2, await second.WaitUntilEnded());
        Assert.Contains($"另一个进程正在使用 {data}", second.Output);
        Assert.Contains($"Another process serves {data}. Stop it first, or name another file with --data.", second.Output);

        using var client = await ServiceClient.SignIn(first);
        Assert.NotEmpty((await client.Get("/api/teams")).GetProperty("items").EnumerateArray());
        // Killed without a chance to tidy up, it leaves no lock behind.
        first.Kill();
        await second.Start();
    }
}
