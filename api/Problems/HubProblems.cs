using System.Net.Mime;

namespace Dispatch.Api.Problems;

/// <summary>
/// SignalR refuses with a line of plain text what comes without negotiation or names a connection that is gone.
/// Here too such a refusal becomes a problem document; streams pass through untouched.
/// </summary>
/// <remarks>
/// What is no HTTP at all never comes this far: Kestrel itself answers broken request lines and headers (400, 431, 505), without a body.
/// </remarks>
public static class HubProblems
{
    /// <summary>Adds the documents.</summary>
    public static IApplicationBuilder UseHubProblems(this IApplicationBuilder app) => app.UseWhen(IsPlainHttpToHub, hubs => hubs.Use(async (context, next) =>
    {
        var body = context.Response.Body;
        await using var passing = new RefusalFilter(context.Response, body);
        context.Response.Body = passing;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }
        if (!passing.HasRefused)
            return;
        context.Response.ContentType = null;
        var code = context.Response.StatusCode is StatusCodes.Status404NotFound ? "live-connection-unknown" : "live-connection-missing";
        await new ProblemResult(Problem.Of(code)).ExecuteAsync(context);
    }));

    private static bool IsPlainHttpToHub(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/hubs") && context.Request.Headers.Upgrade.Count is 0 && !HttpMethods.IsConnect(context.Request.Method);

    /// <summary>Keeps back what the framework says in plain text about a refusal.</summary>
    private sealed class RefusalFilter(HttpResponse response, Stream inner) : Stream
    {
        public bool HasRefused { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        private bool IsRefusal => response.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status404NotFound
            && response.ContentType?.StartsWith(MediaTypeNames.Text.Plain, StringComparison.Ordinal) is true;

        public override void Flush() => throw new NotSupportedException("Answers are written asynchronously.");

        public override Task FlushAsync(CancellationToken cancellationToken) => IsRefusal ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are written asynchronously.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            HasRefused |= IsRefusal;
            return IsRefusal ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
