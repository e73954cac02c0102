// Draws the charts of a page from the JSON block "chart-data". The data holds
// values and plain text only; every function a chart needs stands here and is
// chosen by name. Without scripts the still pictures stay.
(function () {
  'use strict';
  var block = document.getElementById('chart-data');
  var esc = window.echarts && (echarts.format || {}).encodeHTML;
  function percent(v) { return (+v).toFixed(6).replace(/\.?0+$/, '') + '%'; }
  function line(x1, y1, x2, y2, colour, width) {
    return { type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: { stroke: colour, lineWidth: width } };
  }
  function heads(option) {
    var label = option.yAxis[0].axisLabel;
    label.formatter = function (v) { return v.charAt(0) === ' ' ? '{head|' + v.slice(1) + '}' : v; };
    label.rich = { head: { color: '#5b6470', fontSize: 12, fontWeight: 600 } };
  }
  function side(option) {
    option.series.forEach(function (s) { s.yAxisIndex = 0; });
    option.yAxis[1].axisLabel.interval = 0;
    option.yAxis[0].axisLabel.interval = 0;
  }
  var dress = {
    interval: function (o) {
      side(o); heads(o);
      o.xAxis[0].axisLabel.formatter = percent;
      o.series[0].encode = { x: [0, 2], y: 1 };
      o.series[0].renderItem = function (p, api) {
        var a = api.coord([api.value(0), api.value(1)]), b = api.coord([api.value(2), api.value(1)]);
        return line(a[0], a[1], b[0], b[1], api.visual('color'), 2);
      };
      o.series[1].markLine.silent = true;
    },
    rise: function (o, box) {
      o.yAxis[0].axisLabel.formatter = percent;
      o.xAxis[0].axisLabel.interval = 0;
      o.series[0].encode = { x: 0, y: [1, 2] };
      o.series[0].renderItem = function (p, api) {
        var a = api.coord([api.value(0), api.value(1)]), b = api.coord([api.value(0), api.value(2)]);
        return line(a[0], a[1], b[0], b[1], api.visual('color'), 2);
      };
      o.series[1].label.formatter = function (p) { return p.name; };
      // On a telephone the labels would cross the neighbours' intervals.
      o.series[1].label.show = box.parentNode.clientWidth > 520;
    },
    bullet: function (o) {
      side(o);
      o.xAxis[0].axisLabel.formatter = percent;
      o.series[1].silent = true;
      o.series[1].z = 5;
      o.series[1].encode = { x: 0, y: 1 };
      o.series[1].renderItem = function (p, api) {
        var c = api.coord([api.value(0), api.value(1)]);
        return line(c[0], c[1] - 8, c[0], c[1] + 8, api.visual('color'), 2);
      };
    },
    stack: function (o) {
      o.yAxis[0].axisLabel.interval = 0;
      o.xAxis[0].axisLabel.formatter = percent;
      o.legend.selectedMode = false;
      o.aria.decal.decals = [
        { symbol: 'none' },
        { color: 'rgba(255,255,255,.26)', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
        { color: 'rgba(29,33,38,.16)', symbolSize: .5, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] },
        { color: 'rgba(255,255,255,.3)', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 }
      ];
      o.series.forEach(function (s) {
        s.label.formatter = function (p) { return p.value >= 6 ? p.name : ''; };
      });
    },
    steps: function (o) { side(o); o.xAxis[0].axisLabel.formatter = String; }
  };
  function tooltip(tips) {
    return function (p) {
      var text = (tips[p.seriesIndex] || [])[p.dataIndex] || '';
      return esc(text).replace(/\n/g, '<br>');
    };
  }
  function draw(spec) {
    var box = document.getElementById(spec.id);
    if (!box || !Object.prototype.hasOwnProperty.call(dress, spec.dress)) { return; }
    var live = box.querySelector('.live'), option = spec.option;
    option.xAxis.forEach(function (a) { a.axisLabel.hideOverlap = true; });
    option.yAxis.forEach(function (a) { a.axisTick = { show: false }; });
    dress[spec.dress](option, live);
    option.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily, color: '#5b6470', fontSize: 12 };
    option.tooltip.formatter = tooltip(spec.tips);
    option.tooltip.confine = true;
    option.tooltip.transitionDuration = 0;
    option.tooltip.extraCssText = 'max-width:min(320px,80vw);white-space:normal;overflow-wrap:anywhere;box-shadow:none';
    option.tooltip.textStyle = { color: '#1d2126', fontSize: 13 };
    box.setAttribute('data-live', '');
    try {
      var chart = echarts.init(live, null, { renderer: 'svg' });
      chart.setOption(option);
      window.addEventListener('resize', function () { chart.resize(); });
    } catch (fault) {
      box.removeAttribute('data-live');
      throw fault;
    }
  }
  if (block && esc) { JSON.parse(block.textContent).forEach(draw); }

  // A number names its definition: on a touch screen a title never shows.
  var note = document.getElementById('figure-note');
  document.addEventListener('click', function (event) {
    var figure = event.target.closest ? event.target.closest('[data-fig]') : null;
    if (!note) { return; }
    note.hidden = !figure;
    note.textContent = figure ? figure.getAttribute('data-fig') + '　' + figure.getAttribute('title') : '';
  });
})();
