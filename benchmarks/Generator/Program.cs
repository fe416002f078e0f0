using System;
using System.IO;
using NNGen.Benchmarks.Generator;

using Stream resource = typeof(CompilerRun).Assembly.GetManifestResourceStream("FiftyNetworks.cs")!;
string networks = new StreamReader(resource).ReadToEnd();
int at = Array.IndexOf(args, "--networks");
if (at >= 0 && at + 1 < args.Length) networks = File.ReadAllText(args[at + 1]);
if (args is ["build", ..]) return BuildRun.Report(networks);
CompilerRun.Report(networks);
return 0;
