using Dispatch.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains;

/// <summary>What every entity grain needs from its host.</summary>
public sealed record EntityContext(IJournal Journal, TimeProvider Time, ILoggerFactory Logs);
