using Dispatch.Api.Hosting;
using Microsoft.Extensions.Configuration;

namespace Dispatch.Tests.Api.Hosting;

public sealed class AddressTests
{
    [Fact]
    public void Without_a_word_the_service_listens_on_this_machine_alone()
    {
        Assert.Equal("http://localhost:8080", Options().Urls);
    }

    [Fact]
    public void The_command_line_says_where_to_listen()
    {
        Assert.Equal("http://0.0.0.0:80", Options(new KeyValuePair<string, string?>("urls", "http://0.0.0.0:80")).Urls);
    }

    [Fact]
    public void The_environment_says_where_to_listen()
    {
        Environment.SetEnvironmentVariable("DISPATCH_URLS", "http://127.0.0.1:0");
        try
        {
            Assert.Equal("http://127.0.0.1:0", Options().Urls);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DISPATCH_URLS", null);
        }
    }

    private static DispatchOptions Options(params IEnumerable<KeyValuePair<string, string?>> settings) =>
        DispatchOptions.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
