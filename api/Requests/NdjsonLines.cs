using System.Buffers;
using System.IO.Pipelines;

namespace Dispatch.Api.Requests;

/// <summary>Reads a body line by line without ever holding more than one line.</summary>
/// <param name="maxLine">Longest line taken, bytes.</param>
public sealed class NdjsonLines(PipeReader body, int maxLine)
{
    /// <summary>One line.</summary>
    /// <param name="Number">Counted from 1; blank lines count.</param>
    /// <param name="Bytes">Its bytes; null when it was too long and skipped.</param>
    public sealed record Line(int Number, byte[]? Bytes);

    /// <summary>The lines that are not blank, in order.</summary>
    public async IAsyncEnumerable<Line> Read([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (number, skipping) = (1, false);
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                if (skipping || line.Length > maxLine)
                    yield return new(number, null);
                else if (!IsBlank(line))
                    yield return new(number, line.ToArray());
                (number, skipping) = (number + 1, false);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (skipping || buffer.Length > maxLine)
                (skipping, buffer) = (true, buffer.Slice(buffer.End));
            if (result.IsCompleted)
            {
                if (skipping)
                    yield return new(number, null);
                else if (!IsBlank(buffer))
                    yield return new(number, buffer.ToArray());
                body.AdvanceTo(buffer.End);
                yield break;
            }
            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
                return false;
        }
        return true;
    }
}
