using System.CommandLine;
using Dispatch.Api.CommandLine;
using Dispatch.Api.Hosting;

namespace Dispatch.Tests.Architecture.Deployment;

/// <summary>Settings, options and executables that operators' files name are those of the code.</summary>
public sealed class NameTests
{
    public static TheoryData<string> Files => [.. DeploymentFiles.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variable_is_a_setting_of_the_service(string path)
    {
        Assert.DoesNotContain(DeploymentFiles.Variables(path), variable => DispatchOptions.FindUnknown([Option(variable)]) is not null);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_executable_is_the_one_that_is_built(string path)
    {
        Assert.All(DeploymentFiles.Executables(path), executable => Assert.Equal($"{typeof(DispatchOptions).Assembly.GetName().Name}.dll", executable));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_option_of_an_invocation_exists(string path)
    {
        foreach (var invocation in DeploymentFiles.Invocations(path))
            AssertUnderstood(invocation.Replace("\"", "", StringComparison.Ordinal).Split([' ', ',', ']'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Every_command_of_a_container_is_understood()
    {
        foreach (var process in Composition.Processes)
            AssertUnderstood(process.Command);
    }

    [Fact]
    public void The_files_that_name_the_executable_are_seen_to()
    {
        string[] run = [Composition.Path, DeploymentFiles.Image, .. DeploymentFiles.Units, .. DeploymentFiles.Guides];

        Assert.All(run, path => Assert.NotEmpty(DeploymentFiles.Executables(path)));
        Assert.All(run.Except([DeploymentFiles.Image]), path => Assert.NotEmpty(DeploymentFiles.Invocations(path)));
        Assert.All(
            [Composition.Path, DeploymentFiles.Image, DeploymentFiles.Settings, .. DeploymentFiles.Guides], path => Assert.NotEmpty(DeploymentFiles.Variables(path)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void The_guide_tells_of_every_setting_of_a_cluster(string language)
    {
        string[] settings = ["role", "cluster", "silo-port", "gateway-port", "advertise", "call-timeout", "dead-after", "max-clock-skew", "files", "keys"];
        var guide = Repository.Read(language == "en" ? "docs/cluster.md" : "docs/cluster.zh-CN.md");

        Assert.Null(DispatchOptions.FindUnknown(settings.Select(setting => $"--{setting}")));
        Assert.All(settings, setting => Assert.Contains($"--{setting}", guide, StringComparison.Ordinal));
    }

    private static string Option(string variable) => $"--{variable["DISPATCH_".Length..].Replace('_', '-').ToLowerInvariant()}";

    /// <summary>A command of the executable takes its own options; without a command it serves.</summary>
    private static void AssertUnderstood(IReadOnlyList<string> arguments)
    {
        if (DispatchCommands.AreMeantBy(arguments))
            Assert.Empty(DispatchCommands.Parse(arguments).Errors);
        else
            Assert.Null(DispatchOptions.FindUnknown(arguments));
    }
}
