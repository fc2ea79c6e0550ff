using System.Net.Sockets;
using System.Text;
using Dispatch.Tests.Shared;
using Dispatch.Tests.Shared.Load;

namespace Dispatch.Tests.Crash;

/// <summary>A bulk request on a plain socket, whose body comes when the test says so and whose answers are read as they come.</summary>
internal sealed class BulkInFlight : IDisposable
{
    private readonly TcpClient socket = new();
    private readonly StringBuilder answers = new();
    private Stream stream = Stream.Null;

    /// <summary>Tickets that were answered with 201 so far.</summary>
    public int Created => answers.ToString().Split("\"status\":201").Length - 1;

    /// <summary>Opens the connection and sends the head of the request.</summary>
    public static async Task<BulkInFlight> Begin(ServiceProcess service, ServiceClient client)
    {
        var bulk = new BulkInFlight();
        await bulk.socket.ConnectAsync(service.Address.Host, service.Address.Port);
        bulk.stream = bulk.socket.GetStream();
        await bulk.Write(
            "POST /api/tickets/bulk HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n"
            + $"Authorization: {client.Http.DefaultRequestHeaders.Authorization}\r\n\r\n");
        return bulk;
    }

    /// <summary>Sends lines and waits until each is answered.</summary>
    public async Task Send(IEnumerable<TicketSpec> specs)
    {
        var lines = specs.Select(spec => spec.Line + "\n").ToList();
        var expected = Created + lines.Count;
        var chunk = string.Concat(lines);
        await Write($"{Encoding.UTF8.GetByteCount(chunk):x}\r\n{chunk}\r\n");
        while (Created < expected)
            Assert.True(await Read(), $"The service hung up: {answers}");
    }

    /// <summary>Ends the body and reads to the end of the answer.</summary>
    public async Task End()
    {
        await Write("0\r\n\r\n");
        while (!answers.ToString().EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal) && await Read())
        {
        }
    }

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();

    private async Task<bool> Read()
    {
        var buffer = new byte[16 * 1024];
        var read = await stream.ReadAsync(buffer);
        answers.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return read > 0;
    }

    private async Task Write(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
}
