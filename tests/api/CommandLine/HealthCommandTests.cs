using System.Net;
using System.Net.Sockets;
using System.Text;
using Dispatch.Api.CommandLine;

namespace Dispatch.Tests.Api.CommandLine;

public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("200 OK", 0)]
    [InlineData("204 No Content", 1)]
    [InlineData("302 Found", 1)]
    [InlineData("503 Service Unavailable", 1)]
    public async Task Only_200_is_well(string status, int expected)
    {
        using var process = new Answering(status);

        Assert.Equal(expected, await DispatchCommands.Run(["health", "--url", process.Url]));
        Assert.Equal("GET /readyz HTTP/1.1", await process.Asked);
    }

    [Fact]
    public async Task Whether_a_process_lives_is_another_question()
    {
        using var process = new Answering("200 OK");

        Assert.Equal(0, await DispatchCommands.Run(["health", "--live", "--url", process.Url]));
        Assert.Equal("GET /livez HTTP/1.1", await process.Asked);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("/readyz")]
    public async Task An_address_that_cannot_be_asked_is_not_well(string url)
    {
        Assert.Equal(1, await DispatchCommands.Run(["health", "--url", url]));
    }

    [Fact]
    public async Task Nobody_there_is_not_well()
    {
        using var process = new Answering("200 OK");
        process.Dispose();

        Assert.Equal(1, await DispatchCommands.Run(["health", "--url", process.Url]));
    }

    /// <summary>A process that gives one answer to whoever asks first.</summary>
    private sealed class Answering : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Answering(string status)
        {
            listener.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
            Asked = Answer(status);
        }

        public string Url { get; }

        /// <summary>The line that asked.</summary>
        public Task<string?> Asked { get; }

        public void Dispose() => listener.Stop();

        private async Task<string?> Answer(string status)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream());
                var asked = await reader.ReadLineAsync();
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                    // The headers, up to the empty line.
                }
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nLocation: /\r\nConnection: close\r\n\r\n"));
                return asked;
            }
            catch (SocketException)
            {
                return null;
            }
        }
    }
}
